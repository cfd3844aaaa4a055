package dev.drydock.upgrade.phase;

import dev.drydock.installation.configuration.ServerView;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.util.Map;
import java.util.Optional;

/** What the server of a plan sees when it reads its configuration. */
final class ServerViews {

    private ServerViews() {}

    /** @param environment that it starts with, where that is known */
    static ServerView of(Blueprint blueprint, Optional<Map<String, String>> environment) {
        var view = ServerView.ofService().startedIn(blueprint.workingDirectory());
        var container = blueprint.container();
        return container == null
                ? view
                : new ServerView(environment.orElse(null), blueprint.workingDirectory(), container.paths()::outside);
    }
}
