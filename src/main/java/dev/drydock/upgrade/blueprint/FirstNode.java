package dev.drydock.upgrade.blueprint;

import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the first node of a cluster says of its upgrade: the part of its report, as REST gives it, that a further node goes
 * by. Somebody brings the file here.
 *
 * @param id of that upgrade
 * @param state as its console calls it
 * @param to version that it leads to, with its letter
 * @param ended when the way there came to its end; null before
 * @param failed what was asked there and is not as it should be
 * @param store that it has moved
 */
public record FirstNode(
        String id, String state, String to, @Nullable Instant ended, List<String> failed, Moved store) {

    /** A report is some kilobytes. */
    private static final long LARGEST = 4L << 20;

    private static final int WRITABLE_BY_OTHERS = 0022;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * The store.
     *
     * @param place where the configuration of that node says that it lies
     * @param oldPlace where the old one lies since
     */
    public record Moved(String kind, String place, String oldPlace) {}

    /**
     * Reads the report.
     *
     * @return empty where none was brought yet
     * @throws HostException where it is none, or others than root and this console could have written it
     */
    public static Optional<FirstNode> read(Path file) throws HostException, IOException, InterruptedException {
        var state = FileState.find(file);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        requireTrusted(file, state.get());
        try {
            var read = JSON.readValue(Files.readAllBytes(file), FirstNode.class);
            if (!read.isWhole()) {
                throw noReport(file, "it lacks what a report of an upgrade has", null);
            }
            return Optional.of(read);
        } catch (JacksonException e) {
            throw noReport(file, String.valueOf(e.getOriginalMessage()), e);
        }
    }

    private static void requireTrusted(Path file, FileState state) throws HostException, InterruptedException {
        if (state.type() != FileState.Type.FILE || state.size() > LARGEST) {
            throw noReport(file, "it is no file of that size", null);
        }
        var ours = state.uid() == 0 || state.uid() == Account.current().uid();
        if (!ours || (state.mode() & WRITABLE_BY_OTHERS) != 0) {
            throw new HostException(
                    "The report " + file + " can be written by others than root, so it proves nothing",
                    "Give it to root, mode 0600: chown 0:0 " + file + " && chmod 0600 " + file);
        }
    }

    @SuppressWarnings("ConstantValue") // What JSON leaves out is null, whatever the record says.
    private boolean isWhole() {
        return id != null
                && state != null
                && to != null
                && failed != null
                && store != null
                && store.kind() != null
                && store.place() != null
                && store.oldPlace() != null;
    }

    private static HostException noReport(Path file, String why, @Nullable Exception cause) {
        var problem = "The file " + file + " is no report of an upgrade: " + why;
        var nextStep =
                "Fetch it anew from the console of the first node: GET /api/v1/upgrades/ID/report, or Save as JSON"
                        + " on the page of its report";
        return cause == null ? new HostException(problem, nextStep) : new HostException(problem, nextStep, cause);
    }

    /** Whether its upgrade is done, as far as it says so. */
    public boolean succeeded() {
        return state.equals("succeeded") && to.equals("v0.8.0");
    }
}
