package dev.drydock.web.pages;

import dev.drydock.web.rest.PhaseView;
import dev.drydock.web.rest.StepView;
import dev.drydock.web.rest.UpgradeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is happening, in a sentence, and what can be done about it, the best thing first.
 *
 * @param heading a few words
 * @param text a sentence more; empty where the heading says all
 * @param acts what may be done now; empty where there is only waiting
 */
public record Now(String heading, String text, List<Act> acts) {

    private static final String PHASE = "phase:";

    /**
     * Something that can be done.
     *
     * @param path below the page of the upgrade
     * @param asks whether it is a page that asks first, and no button that does it
     * @param primary whether it is what most would do
     */
    public record Act(String label, String path, boolean asks, boolean primary) {}

    static Now of(UpgradeView upgrade) {
        return new Now(heading(upgrade), text(upgrade), acts(upgrade));
    }

    private static String heading(UpgradeView upgrade) {
        return switch (upgrade.state()) {
            case "running" -> current(upgrade).map(Place::text).orElse("Going on");
            case "rolling-back" ->
                "Going back" + current(upgrade).map(place -> ": " + place.step).orElse("");
            case "waiting" -> "Waiting for you";
            case "failed" ->
                upgrade.goingBack()
                        ? "Going back has failed"
                        : failed(upgrade)
                                .map(phase -> phase.title() + " has failed")
                                .orElse("It has failed");
            case "interrupted" -> "Interrupted";
            case "cancelled" -> "Stopped, as you asked";
            case "succeeded" -> "Done: v0.8.0 serves the mail";
            case "rolled-back" -> "Everything is back as it was";
            default -> upgrade.atWork() ? "Beginning" : "Planned";
        };
    }

    private static String text(UpgradeView upgrade) {
        return switch (upgrade.state()) {
            case "waiting" -> upgrade.waiting() == null ? "" : upgrade.waiting().text() + ".";
            case "interrupted" ->
                "The console that worked on it has gone. What it had started was ended, and nothing is at work now.";
            case "cancelled" -> "Nothing is at work. Go on where it stands, or go back.";
            case "succeeded" ->
                upgrade.subject().firstNode() != null
                        ? "v0.8.0 serves on this node, too. To go back, go back first here, which stops this node; then on the"
                                + " first node; then here again."
                        : upgrade.cleanup() == null
                                ? "The old store is still there, so going back stays possible until you clean up."
                                : "";
            case "rolled-back" ->
                upgrade.failure() == null
                        ? "v" + upgrade.subject().version() + " is in place again."
                        : "It went back by itself, for the reason below.";
            case "planned" -> upgrade.atWork() ? "The checks are run once more." : "";
            default -> "";
        };
    }

    private record Place(String phase, String step) {
        String text() {
            return phase + ": " + step;
        }
    }

    private static Optional<Place> current(UpgradeView upgrade) {
        for (var phase : upgrade.phases()) {
            for (StepView step : phase.steps()) {
                if (step.state().equals("running")) {
                    return Optional.of(new Place(phase.title(), step.title()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<PhaseView> failed(UpgradeView upgrade) {
        return upgrade.phases().stream()
                .filter(phase -> phase.state().equals("failed"))
                .findFirst();
    }

    private static List<Act> acts(UpgradeView upgrade) {
        var allowed = upgrade.allowed();
        var acts = new ArrayList<Act>();
        if (allowed.contains("retry")) {
            acts.add(new Act(again(upgrade), "/retry", false, true));
        } else if (allowed.contains("run")) {
            var repeats = upgrade.state().equals("rolled-back");
            acts.add(new Act(repeats ? "Run it again" : "Go on", "/run", false, !repeats));
        }
        var next = next(upgrade);
        // After a failure there is one thing to do, and it is not a choice between phases.
        if (next != null && !allowed.contains("retry")) {
            acts.add(new Act("Only the next phase: " + next.title(), "/phases/" + next.name(), false, false));
        }
        if (allowed.contains("cancel")) {
            acts.add(new Act("Stop at the next safe place", "/cancel", false, false));
        }
        if (upgrade.goingBack() && upgrade.state().equals("waiting") && allowed.contains("rollback")) {
            acts.add(new Act("Go on with going back", "/rollback", false, true));
        } else if (allowed.contains("rollback")) {
            acts.add(new Act("Go back …", "/go-back", true, false));
        }
        if (allowed.contains("cleanup")) {
            acts.add(new Act("Clean up …", "/clean-up", true, false));
        }
        return acts;
    }

    private static String again(UpgradeView upgrade) {
        if (upgrade.goingBack()) {
            return "Go on with going back";
        }
        return upgrade.state().equals("interrupted") ? "Go on" : "Try again";
    }

    /** The phase whose turn it is, where it may be run alone. */
    private static @Nullable PhaseView next(UpgradeView upgrade) {
        return upgrade.allowed().stream()
                .filter(action -> action.startsWith(PHASE))
                .map(action -> action.substring(PHASE.length()))
                .flatMap(name ->
                        upgrade.phases().stream().filter(phase -> phase.name().equals(name)))
                .findFirst()
                .orElse(null);
    }
}
