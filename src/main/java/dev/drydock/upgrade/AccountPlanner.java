package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.Account;
import dev.drydock.host.AccountMaker;
import dev.drydock.host.Group;
import dev.drydock.host.HostException;
import dev.drydock.host.Tool;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;

/** Settles the numbers of an account that is still to be made, so that all that follows can be checked before. */
final class AccountPlanner {

    /** As useradd(8) takes them everywhere. */
    private static final String NAME = "[a-z_][a-z0-9_-]{0,30}";

    private AccountPlanner() {}

    static Blueprint.Owner toMake(UpgradeRequest.AccountChoice choice, Account console)
            throws RefusedException, HostException, InterruptedException {
        if (!console.isRoot()) {
            throw new RefusedException("account-not-makeable", "Only root can make the account " + choice.user());
        }
        var group = choice.group() == null ? choice.user() : choice.group();
        if (!choice.user().matches(NAME) || !group.matches(NAME)) {
            throw new RefusedException(
                    "account-name",
                    "The account " + choice.user()
                            + " cannot be made: a name has small letters, digits, _ and -, and begins with a letter");
        }
        if (!Tool.isHere("useradd") || !Tool.isHere("groupadd")) {
            throw new RefusedException(
                    "account-not-makeable",
                    "There is no useradd on this machine; make the account " + choice.user() + " by hand");
        }
        var known = Group.find(group);
        var number = AccountMaker.freeNumber();
        return new Blueprint.Owner(choice.user(), number, known.map(Group::gid).orElse(number));
    }
}
