package dev.drydock.host.docker;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Adds up what the Engine tells of each layer; layers that are here already are not told of. */
final class LayerProgress implements ImageTransfer.ImageProgress {

    private final Map<String, long[]> layers = new HashMap<>();
    private final ImageTransfer.ByteProgress bytes;

    LayerProgress(ImageTransfer.ByteProgress bytes) {
        this.bytes = bytes;
    }

    @Override
    public void line(JsonNode line) {
        var detail = line.path("progressDetail");
        var layer = line.path("id").asString("");
        // While it unpacks, the same layer is counted from the beginning once more.
        var status = line.path("status").asString("");
        var known = layers.get(layer);
        if (status.endsWith(" complete") && known != null && known[0] < known[1]) {
            // The last bytes of a layer are not told of.
            known[0] = known[1];
        } else if (!layer.isEmpty() && detail.has("total") && !status.startsWith("Extracting")) {
            layers.put(layer, new long[] {
                detail.path("current").asLong(), detail.path("total").asLong()
            });
        } else {
            return;
        }
        var done = layers.values().stream().mapToLong(each -> each[0]).sum();
        var total = layers.values().stream().mapToLong(each -> each[1]).sum();
        bytes.at(done, OptionalLong.of(total));
    }
}
