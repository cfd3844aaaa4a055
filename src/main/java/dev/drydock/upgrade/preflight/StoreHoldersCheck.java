package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who has the files of the store open besides the server: it would keep them open while they get another name. */
final class StoreHoldersCheck implements Check {

    @Override
    public String topic() {
        return "store";
    }

    @Override
    public List<Finding> look(Scene scene) throws IOException {
        var placement = scene.found().dataPlacement();
        if (placement == null) {
            return List.of();
        }
        var open = OpenFiles.of(scene.kernel().proc(), placement.own());
        var own = scene.servers();
        var findings = new ArrayList<Finding>();
        for (var holder : open.all()) {
            if (own.stream().noneMatch(process -> process.pid() == holder.pid())
                    && holder.pid() != ProcessHandle.current().pid()) {
                var text = "Process " + holder.pid() + " (" + holder.name() + ") has files of the store in "
                        + placement.directory() + " open and is not known to be the server";
                var todo = "End it before the upgrade; the store must be nobody's while it gets another name";
                findings.add(
                        own.isEmpty()
                                ? Finding.fail("store.open", text, todo)
                                : Finding.warn("store.open", text, todo));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    open.closed() == 0
                            ? Finding.pass(
                                    "store.open",
                                    "Nobody " + (own.isEmpty() ? "" : "but the server ") + "has the store open")
                            : Finding.skip(
                                    "store.open",
                                    "What " + open.closed() + " processes have open may not be seen",
                                    "Run Drydock as root"));
        }
        return findings;
    }
}
