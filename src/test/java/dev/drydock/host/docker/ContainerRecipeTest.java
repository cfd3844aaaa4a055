package dev.drydock.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** With a container and an image as Docker Engine 20.10 describes them, shortened. */
class ContainerRecipeTest {

    private static final String ID = "0123456789ab" + "c".repeat(52);

    private static final String CONTAINER = """
            {"Id": "%1$s", "Name": "/mail", "Image": "sha256:old", "RestartCount": 0,
             "State": {"Status": "running", "Running": true, "Pid": 7},
             "Config": {"Hostname": "0123456789ab", "User": "", "Image": "mail:v0.7.3", "WorkingDir": "/opt",
               "Env": ["PATH=/usr/bin", "VERSION=0.7.3", "TZ=Europe/Berlin"], "Cmd": ["serve"],
               "Entrypoint": ["/entry.sh"], "ExposedPorts": {"25/tcp": {}, "587/tcp": {}}, "Volumes": {"/data": {}},
               "Labels": {"maintainer": "vendor", "mine": "yes"}},
             "HostConfig": {"NetworkMode": "front", "RestartPolicy": {"Name": "always", "MaximumRetryCount": 0},
               "Binds": ["mail-data:/opt:rw"], "CapDrop": ["MKNOD"]},
             "Mounts": [
               {"Type": "volume", "Name": "mail-data", "Source": "/v/mail-data/_data", "Destination": "/opt", "RW": true},
               {"Type": "volume", "Name": "%2$s", "Source": "/v/x/_data", "Destination": "/data", "RW": true},
               {"Type": "tmpfs", "Source": "", "Destination": "/run", "RW": true}],
             "NetworkSettings": {"Ports": {"25/tcp": [{"HostIp": "", "HostPort": "25"}], "587/tcp": null},
               "Networks": {
                 "back": {"Aliases": null, "IPAddress": "10.0.1.2"},
                 "front": {"Aliases": ["0123456789ab", "mx"], "IPAMConfig": {"IPv4Address": "10.0.0.9"},
                   "IPAddress": "10.0.0.9"}}}}
            """.formatted(ID, "d".repeat(64));

    private static final String IMAGE = """
            {"Id": "sha256:old", "RepoDigests": [], "Architecture": "amd64", "Size": 1,
             "Config": {"Env": ["PATH=/usr/bin", "VERSION=0.7.3"], "Cmd": ["serve"], "Entrypoint": ["/entry.sh"],
               "WorkingDir": "/opt", "User": "", "ExposedPorts": {"25/tcp": {}}, "Volumes": {"/data": {}},
               "Labels": {"maintainer": "vendor"}}}
            """;

    private static Container container(String json) {
        return Container.of(JsonMapper.shared().readTree(json));
    }

    private static ContainerRecipe recipe(String container) {
        return ContainerRecipe.like(
                container(container),
                Image.of(JsonMapper.shared().readTree(IMAGE)),
                "mail:v0.8.0",
                Map.of("RUN_AS_USER", "mail"));
    }

    @Test
    void takesFromTheNewImageWhatTheOldOneHadSet() {
        var body = recipe(CONTAINER).body();

        assertThat(body.path("Image").asString()).isEqualTo("mail:v0.8.0");
        assertThat(body.path("Env").toString()).isEqualTo("[\"TZ=Europe/Berlin\",\"RUN_AS_USER=mail\"]");
        for (var key : new String[] {"Cmd", "Entrypoint", "WorkingDir", "User", "Hostname"}) {
            assertThat(body.has(key)).as(key).isFalse();
        }
        assertThat(body.path("Labels").toString()).isEqualTo("{\"mine\":\"yes\"}");
        assertThat(body.path("ExposedPorts").toString()).isEqualTo("{\"587/tcp\":{}}");
    }

    @Test
    void keepsWhatSomebodyHasSet() {
        var set = CONTAINER
                .replace("[\"/entry.sh\"]", "[\"/mine.sh\"]")
                .replace("\"0123456789ab\", \"User\"", "\"mx\", \"User\"");
        var body = recipe(set).body();

        assertThat(body.path("Entrypoint").toString()).isEqualTo("[\"/mine.sh\"]");
        assertThat(body.path("Hostname").asString()).isEqualTo("mx");
        assertThat(body.at("/HostConfig/CapDrop").toString()).isEqualTo("[\"MKNOD\"]");
    }

    @Test
    void startsNothingByItselfAndKeepsVolumesWithoutAName() {
        var host = recipe(CONTAINER).body().path("HostConfig");

        assertThat(host.at("/RestartPolicy/Name").asString()).isEqualTo("no");
        assertThat(host.path("Binds").toString()).isEqualTo("[\"mail-data:/opt:rw\",\"" + "d".repeat(64) + ":/data\"]");
    }

    @Test
    void joinsTheSameNetworksWithWhatWasAskedOfThem() {
        var recipe = recipe(CONTAINER);

        assertThat(recipe.body().path("NetworkingConfig").toString())
                .isEqualTo("{\"EndpointsConfig\":{\"front\":{\"IPAMConfig\":{\"IPv4Address\":\"10.0.0.9\"},"
                        + "\"Aliases\":[\"mx\"]}}}");
        assertThat(recipe.networks()).containsOnlyKeys("back");
    }

    @Test
    void isTheSameAfterItWasKept() throws Exception {
        var recipe = recipe(CONTAINER);

        assertThat(ContainerRecipe.read(recipe.json())).isEqualTo(recipe);
        assertThatThrownBy(() -> ContainerRecipe.read("[".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(HostException.class);
    }

    @Test
    void readsWhatAContainerIs() {
        var container = container(CONTAINER);

        assertThat(container.name()).isEqualTo("mail");
        assertThat(container.published()).containsExactly(25);
        assertThat(container.mounts()).hasSize(2);
        assertThat(container.mounts().get(1).isAnonymous()).isTrue();
        assertThat(container.vector()).containsExactly("/entry.sh", "serve");
        assertThat(container.environment()).containsEntry("TZ", "Europe/Berlin");
        assertThat(container.restart()).hasToString("always");
        assertThat(container.compose()).isEmpty();
    }
}
