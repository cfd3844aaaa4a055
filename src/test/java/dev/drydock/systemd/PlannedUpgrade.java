package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.web.ConsoleClient;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upgrade that a console inside has planned.
 *
 * @param path of it in the REST interface
 */
public record PlannedUpgrade(ConsoleClient console, String path) {

    private static final List<String> ENDS =
            List.of("succeeded", "failed", "rolled-back", "waiting", "cancelled", "interrupted");

    /** Plans the upgrade of an installation, with what is found of it. */
    public static PlannedUpgrade of(ConsoleClient console) throws Exception {
        return of(console, "");
    }

    /**
     * Plans it with more than the least.
     *
     * @param more members of the request, each after a comma
     */
    static PlannedUpgrade of(ConsoleClient console, String more) throws Exception {
        return of(console, "{\"config\": \"" + VendorInstallation.CONFIG + "\"}", more);
    }

    /** The same for an installation that is told more about. */
    static PlannedUpgrade of(ConsoleClient console, String installation, String more) throws Exception {
        return of(console, installation, "{\"file\": \"/root/stalwart-mail-0.8.0\"}", more);
    }

    /** The same with another release. */
    public static PlannedUpgrade of(ConsoleClient console, String installation, String release, String more)
            throws Exception {
        var planned = console.post(
                "/api/v1/upgrades", "{\"installation\": " + installation + ", \"release\": " + release + more + "}");
        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(201);
        var view = new JsonMapper().readTree(planned.body());
        return new PlannedUpgrade(console, "/api/v1/upgrades/" + view.path("id").asString());
    }

    /** The same, asked of a console that has been started since. */
    public PlannedUpgrade by(ConsoleClient other) {
        return new PlannedUpgrade(other, path);
    }

    /** By which the console knows it. */
    public String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public JsonNode view() throws Exception {
        return console.get(path);
    }

    public String state() throws Exception {
        return view().path("state").asString();
    }

    /** The findings of a code, as lines. */
    public List<String> findings(String code) throws Exception {
        return view().at("/checks/findings")
                .valueStream()
                .filter(finding -> finding.path("code").asString().equals(code))
                .map(finding -> finding.path("grade").asString() + " "
                        + finding.path("text").asString() + ". "
                        + finding.path("whatToDo").asString())
                .toList();
    }

    /** The code, the problem and the next step of its failure, as a line. */
    public String failure() throws Exception {
        var failure = view().path("failure");
        return failure.path("code").asString() + " " + failure.path("problem").asString() + ". "
                + failure.path("nextStep").asString();
    }

    /** Whether a phase has begun. */
    public boolean hasBegun(String phase) throws Exception {
        return !stateOf(phase).equals("pending");
    }

    private String stateOf(String phase) throws Exception {
        return view().path("phases")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(phase))
                .findFirst()
                .orElseThrow()
                .path("state")
                .asString();
    }

    public void run() throws Exception {
        post("/run", "{}");
    }

    public void runUntil(String phase) throws Exception {
        post("/run", "{\"until\": \"" + phase + "\"}");
        awaitRest();
        assertThat(stateOf(phase)).as(log()).isEqualTo("succeeded");
    }

    /** Gives the administrator's password. */
    public void giveCredentials(String user, String password) throws Exception {
        var answer = console.put(
                path + "/credentials",
                "{\"administrator\": {\"user\": \"" + user + "\", \"password\": \"" + password + "\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    public void retry() throws Exception {
        post("/retry", "{}");
    }

    /** What it says when it is told to run and may not. */
    public String refusal() throws Exception {
        var answer = console.post(path + "/run", "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        return answer.body();
    }

    public void goBack() throws Exception {
        post("/rollback", "{}");
        await("rolled-back");
    }

    /** Goes back, which stops at a failure of this code. */
    public void goBackAsFarAsItGoes(String code) throws Exception {
        post("/rollback", "{}");
        await("failed");
        assertThat(view().at("/failure/code").asString()).isEqualTo(code);
    }

    private void post(String act, String body) throws Exception {
        var answer = console.post(path + act, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    }

    /** Waits until nothing is at work on it. */
    public void awaitRest() {
        VendorInstallation.await("rest", () -> {
            try {
                return !view().path("atWork").asBoolean();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Waits for an end, which must be this one. */
    public void await(String wanted) throws Exception {
        VendorInstallation.await(wanted, () -> {
            try {
                var view = view();
                return !view.path("atWork").asBoolean()
                        && ENDS.contains(view.path("state").asString());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(state()).as(view().path("failure") + "\n" + log()).isEqualTo(wanted);
    }

    public String log() throws Exception {
        return console.text(path + "/log");
    }
}
