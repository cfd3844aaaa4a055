package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.Container;
import dev.drydock.installation.configuration.Account;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who the programs in a container become. One that starts as root becomes another by itself: v0.7.3 the account of its
 * configuration, v0.8.0 that of its environment.
 */
final class ContainerRunAs {

    private static final String USER = "RUN_AS_USER";
    private static final String GROUP = "RUN_AS_GROUP";

    private final Container container;
    private final ContainerAccounts accounts;

    ContainerRunAs(Container container, ContainerAccounts.Files files) {
        this.container = container;
        this.accounts = new ContainerAccounts(container, files);
    }

    /**
     * What v0.8.0 is to become.
     *
     * @param choice of the request, which goes before all others; null where it names none
     * @param configured account; null where there is none
     */
    Blueprint.Owner of(UpgradeRequest.@Nullable AccountChoice choice, @Nullable Account configured)
            throws HostException, RefusedException {
        if (choice != null) {
            return chosen(choice);
        }
        return isRoot() && container.environment().containsKey(USER) ? byEnvironment() : exporter(configured);
    }

    private Blueprint.Owner chosen(UpgradeRequest.AccountChoice choice) throws HostException, RefusedException {
        var chosen = accounts.of(choice.user(), choice.group());
        if (!isRoot() && !isSame(chosen, user())) {
            throw new RefusedException(
                    "account-not-reached",
                    "The container " + container.name() + " starts as " + container.user()
                            + ", from where v0.8.0 cannot become " + choice.user()
                            + "; leave runAs out, or make a container that starts as root");
        }
        return chosen;
    }

    /**
     * What v0.7.3 becomes, which knows no such variables.
     *
     * @param configured account; null where there is none
     */
    Blueprint.Owner exporter(@Nullable Account configured) throws HostException, RefusedException {
        return configured == null || !isRoot() ? user() : accounts.of(configured.user(), configured.group());
    }

    /** In a container v0.8.0 does not look at {@code server.run-as}: without these it would not become the account. */
    Map<String, String> variables(Blueprint.Owner runAs) throws HostException, RefusedException {
        var variables = new LinkedHashMap<String, String>();
        if (isRoot() && !isSame(runAs, byEnvironment())) {
            variables.put(USER, runAs.user());
            variables.put(GROUP, accounts.nameOfGroup(runAs.gid()));
        }
        return variables;
    }

    /** What v0.8.0 becomes in the environment that the container has now; without a user, the group says nothing. */
    private Blueprint.Owner byEnvironment() throws HostException, RefusedException {
        var user = container.environment().get(USER);
        return user == null
                ? accounts.root()
                : accounts.of(user, container.environment().get(GROUP));
    }

    private Blueprint.Owner user() throws HostException, RefusedException {
        if (isRoot()) {
            return accounts.root();
        }
        var parts = container.user().split(":", 2);
        return accounts.of(parts[0], parts.length > 1 ? parts[1] : null);
    }

    private static boolean isSame(Blueprint.Owner one, Blueprint.Owner other) {
        return one.uid() == other.uid() && one.gid() == other.gid();
    }

    private boolean isRoot() {
        return Container.isRoot(container.user());
    }
}
