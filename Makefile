# For `sam build` only: it calls one target for each function of template.yaml, in this folder (samconfig.toml says so).
# One run of Maven packs all functions, and only if something was changed since the last one. People use mvn.

build-WazzupWebhookFunction: module = functions/wazzup-webhook
build-PlanfixWebhookFunction: module = functions/planfix-webhook
build-TaskWorkerFunction: module = functions/task-worker
build-MessageSenderFunction: module = functions/message-sender
build-CaretakerFunction: module = functions/caretaker

# Folders count too: their time tells that a file is gone.
sources := $(shell find Makefile pom.xml shared functions -name target -prune -o -print)

comma := ,
empty :=
modules := $(subst $(empty) $(empty),$(comma),$(patsubst %/pom.xml,%,$(wildcard functions/*/pom.xml)))

# Under --parallel four of these run at once: one packs, the others wait for it.
lock := $(if $(shell command -v flock),flock target/sam-lock)

build-%:
	@mkdir -p target
	@$(lock) $(MAKE) --no-print-directory target/sam-packed
	mkdir -p "$(ARTIFACTS_DIR)"
	cp -R $(module)/target/lambda/. "$(ARTIFACTS_DIR)"

# Without what was packed before, or a library's old version would stay beside the new one. What `mvn verify` checks is
# not checked again here.
target/sam-packed: $(sources)
	rm -rf functions/*/target/lambda
	mvn --quiet --batch-mode --projects $(modules) --also-make -DskipTests -DskipTestClasses -Dexec.skip package
	@mkdir -p target
	@touch $@
