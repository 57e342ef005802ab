# Two commands do everything: `make run` and `make test`. See dev.py for what they do.
PYTHON ?= python3

.PHONY: run test lint bench extension fuzz kills

run test lint bench extension fuzz kills:
	@$(PYTHON) dev.py $@ $(ARGS)
