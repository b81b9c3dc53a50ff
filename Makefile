# Two commands for a fresh machine: `make brief` and `make test`. All the work is in bootstrap.py.
PYTHON ?= $(or $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done),python3)

.PHONY: setup brief test floor bench gallery
.NOTPARALLEL:

setup brief test floor bench gallery:
	@$(PYTHON) bootstrap.py $@
