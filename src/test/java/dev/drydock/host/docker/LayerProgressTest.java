package dev.drydock.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** With lines as Docker Engine 20.10 writes them. */
class LayerProgressTest {

    @Test
    void addsUpTheLayersOnce() {
        var said = new ArrayList<String>();
        var progress = new LayerProgress((done, total) -> said.add(done + "/" + total.orElse(-1)));

        for (var line : new String[] {
            "{\"status\":\"Pulling from stalwartlabs/mail-server\",\"id\":\"v0.8.0\"}",
            "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":10,\"total\":100},\"id\":\"a\"}",
            "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":5,\"total\":50},\"id\":\"b\"}",
            "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":100,\"total\":100},\"id\":\"a\"}",
            "{\"status\":\"Extracting\",\"progressDetail\":{\"current\":1,\"total\":100},\"id\":\"a\"}",
            "{\"status\":\"Download complete\",\"progressDetail\":{},\"id\":\"b\"}",
            "{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"a\"}"
        }) {
            progress.line(JsonMapper.shared().readTree(line));
        }

        assertThat(said).containsExactly("10/100", "15/150", "105/150", "150/150");
    }
}
