package dev.drydock.real;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A queued message as the management API shows it, without what every delivery attempt changes.
 *
 * @param id queue id, unsigned decimal
 * @param created when it was queued, RFC 3339
 * @param size bytes of the message
 * @param recipients each as {@code domain: address (expires …)}, in the order of the record
 */
record QueuedMail(String id, String returnPath, String created, long size, int priority, List<String> recipients) {

    static QueuedMail of(JsonNode json) {
        var recipients = new ArrayList<String>();
        for (var domain : json.get("domains")) {
            for (var recipient : domain.get("recipients")) {
                recipients.add(domain.get("name").asString() + ": "
                        + recipient.get("address").asString() + " (expires "
                        + domain.get("expires").asString() + ")");
            }
        }
        return new QueuedMail(
                json.get("id").asString(),
                json.get("return_path").asString(),
                json.get("created").asString(),
                json.get("size").asLong(),
                Optional.ofNullable(json.get("priority")).map(JsonNode::asInt).orElse(0),
                recipients);
    }
}
