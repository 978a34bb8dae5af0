# Each line is one step of scripts/setup.py, which does the same without make: python scripts/setup.py run
# make run EXTRAS= leaves out torch, sentence-transformers and BERTopic (see README.md, "The light installation").
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
EXTRAS ?= topics

.PHONY: run test check bench hostile journey roundtrip
run: ; @$(PYTHON) scripts/setup.py run --extras "$(EXTRAS)"
test: ; @$(PYTHON) scripts/setup.py test --extras "$(EXTRAS)" $(ARGS)
check: ; @$(PYTHON) scripts/setup.py check --extras "$(EXTRAS)"
bench: ; @$(PYTHON) scripts/setup.py bench --extras "$(EXTRAS)" $(ARGS)
hostile: ; @$(PYTHON) scripts/setup.py hostile --extras "$(EXTRAS)"
journey: ; @$(PYTHON) scripts/setup.py journey --extras "$(EXTRAS)" $(ARGS)
roundtrip: ; @$(PYTHON) scripts/setup.py roundtrip --extras "$(EXTRAS)"
