package dev.drydock.web.rest;

import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What cleaning up deletes, and the words that agree to it. */
@Component
public final class CleanupActions {

    private final Upgrades upgrades;

    CleanupActions(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /**
     * Something that lies on the machine because of an upgrade.
     *
     * @param path of it or, where it is no file, what it is called
     */
    public record Kept(String path, String what) {}

    /** All that there is to delete now. */
    public List<Kept> kept(Upgrade upgrade) {
        var kept = new ArrayList<Kept>();
        upgrades.kept(upgrade).forEach((path, what) -> kept.add(new Kept(path, what)));
        return kept;
    }

    /** The path of the old store or, where it is no longer there, the id of the upgrade. */
    public String words(Upgrade upgrade) {
        return upgrade.cleanupWords();
    }
}
