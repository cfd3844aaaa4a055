package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.release.Platform;
import dev.drydock.release.VendorRelease;
import dev.drydock.upgrade.Candidates;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.InstallationView;
import dev.drydock.web.rest.Installations;
import dev.drydock.web.rest.UpgradeActions;
import dev.drydock.web.security.AccessFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Lays out the first page. */
@Component
class HomePage {

    private final ConsoleSettings settings;
    private final Upgrades upgrades;
    private final UpgradeActions actions;
    private final Installations installations;

    HomePage(ConsoleSettings settings, Upgrades upgrades, UpgradeActions actions, Installations installations) {
        this.settings = settings;
        this.upgrades = upgrades;
        this.actions = actions;
        this.installations = installations;
    }

    /**
     * The page.
     *
     * @param problem what was refused just now; null for nothing
     */
    ModelAndView of(PlanForm form, @Nullable String problem, HttpServletRequest request) throws InterruptedException {
        return of(form, problem, installations.candidates(), request);
    }

    /** The page as it is first shown, with a form that is filled in with what was found. */
    ModelAndView first(HttpServletRequest request) throws InterruptedException {
        var candidates = installations.candidates();
        var form = PlanForm.of(settings.suggestion());
        if (form.values().isEmpty() && !candidates.installations().isEmpty()) {
            var config = candidates.installations().get(0).config();
            form = form.with("config", config.toString());
            var unit = candidates.unitOf(config);
            var container = candidates.containerOf(config);
            if (container != null) {
                form = form.with("container", container);
            } else if (unit != null) {
                form = form.with("unit", unit);
            } else if (candidates.commands().size() == 1) {
                form = form.with("name", candidates.commands().get(0));
            }
        }
        return of(form, null, candidates, request);
    }

    private ModelAndView of(PlanForm form, @Nullable String problem, Candidates candidates, HttpServletRequest request)
            throws InterruptedException {
        var page = new ModelAndView("home");
        var all = actions.all();
        var found = found(form);
        page.addObject("version", settings.version());
        page.addObject("csrf", request.getAttribute(AccessFilter.CSRF));
        page.addObject("form", form);
        page.addObject("problem", problem);
        page.addObject("found", found);
        page.addObject("data", found == null ? List.of() : data(found));
        page.addObject("upgraded", found != null && isUpgraded(found));
        page.addObject("names", candidates.commands());
        page.addObject("units", candidates.units());
        page.addObject("containers", candidates.containers());
        page.addObject("releases", releases(found));
        page.addObject("others", candidates.installations());
        page.addObject("upgrades", all);
        page.addObject("refused", upgrades.refused());
        return page;
    }

    /** What the form speaks of, as it is on this machine; null where that cannot be seen. */
    private @Nullable InstallationView found(PlanForm form) throws InterruptedException {
        var config = form.values().get("config");
        var container = form.container();
        try {
            if (container != null) {
                return form.known().isEmpty() ? installations.contained(container) : null;
            }
            return config == null || !form.known().isEmpty() ? null : installations.viewWithoutUnits(Path.of(config));
        } catch (RefusedException | ConfigurationException | InvalidPathException e) {
            // Said once a plan is asked for, with what to do; until then there is only less to show.
            return null;
        }
    }

    /** Where the vendor keeps what fits this machine. */
    private static List<String> releases(@Nullable InstallationView found) {
        var foundationDb = found != null
                && data(found).stream().anyMatch(store -> store.kind().equals("foundationdb"));
        return Platform.here().flatMap(platform -> VendorRelease.address("0.8.0", platform, foundationDb)).stream()
                .toList();
    }

    private static boolean isUpgraded(InstallationView found) {
        var program = found.program();
        return program != null && program.version().startsWith("0.8.");
    }

    private static List<InstallationView.StoreView> data(InstallationView found) {
        var id = found.roles().get("data");
        return found.stores().stream().filter(store -> store.id().equals(id)).toList();
    }
}
