# For `sam build` only: it copies the repository and calls one target for each function of template.yaml. People use
# mvn. `clean`, because a jar of an older build would be packed too.

build-WazzupWebhookFunction: module = functions/wazzup-webhook
build-PlanfixWebhookFunction: module = functions/planfix-webhook
build-TaskWorkerFunction: module = functions/task-worker
build-MessageSenderFunction: module = functions/message-sender
build-CaretakerFunction: module = functions/caretaker

build-%:
	mvn --quiet --batch-mode --projects $(module) --also-make -DskipTests clean package
	mkdir -p "$(ARTIFACTS_DIR)"
	cp -R $(module)/target/lambda/. "$(ARTIFACTS_DIR)"
