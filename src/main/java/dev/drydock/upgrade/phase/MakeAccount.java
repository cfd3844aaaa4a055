package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.AccountMaker;
import dev.drydock.host.Command;
import dev.drydock.host.Group;
import dev.drydock.host.HostException;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.util.List;

/** Makes the account that v0.8.0 is to run as, where somebody has asked for one that is not there. */
final class MakeAccount extends UpgradeStep {

    /** Remembered before anything is made: whether the group was there. */
    private static final String GROUP_THERE = "account.group-was-there";

    private final Blueprint.Unit unit;
    private final AccountMaker maker;

    MakeAccount(Yard yard, Blueprint.Unit unit) {
        super(yard, "prepare.account", "Make the account for v0.8.0");
        this.unit = unit;
        this.maker = new AccountMaker(yard.runner());
    }

    private Blueprint.Owner account() {
        return blueprint().runAs();
    }

    private String home() {
        var directory = blueprint().program().path().getParent();
        return directory == null ? "/" : directory.toString();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "account-not-looked-at", () -> Account.exists(account().user()));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("account-not-made", () -> {
            if (context.recall(GROUP_THERE).isEmpty()) {
                context.remember(
                        GROUP_THERE, Boolean.toString(Group.find(unit.group()).isPresent()));
            }
            maker.make(
                    account().user(), unit.group(), account().uid(), account().gid(), home());
            context.log(
                    EventLevel.INFO,
                    "The account " + account().user() + " (" + account().uid() + ") was made; nobody can log in to it");
            return StepResult.done(
                    account().user() + " has the number " + account().uid());
        });
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("account-not-proven", () -> {
            var made = Account.of(account().user());
            if (made.uid() != account().uid() || made.gid() != account().gid()) {
                throw new HostException(
                        "The account " + account().user() + " has the numbers " + made.uid() + " and " + made.gid()
                                + ", not " + account().uid() + " and "
                                + account().gid(),
                        "Go back and plan anew: the account is there now");
            }
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        var wasThere = context.recall(GROUP_THERE);
        if (wasThere.isEmpty()) {
            return;
        }
        Attempt.at(
                "account-not-removed",
                () -> maker.takeAway(
                        account().user(), unit.group(), wasThere.get().equals("false")));
        forget(context, GROUP_THERE);
    }

    @Override
    public List<String> onward() {
        var group = Command.of(AccountMaker.makingGroup(unit.group(), account().gid()));
        var user = Command.of(AccountMaker.makingUser(
                account().user(), account().uid(), account().gid(), home()));
        return List.of(
                "getent group " + unit.group() + " >/dev/null || " + group.line(),
                "getent passwd " + account().user() + " >/dev/null || " + user.line());
    }

    /** The account stays: nothing of it is in the way of v0.7.3, and files of it may be left. */
    @Override
    public List<String> back() {
        return List.of("# the account " + account().user() + " stays; userdel "
                + account().user() + " removes it");
    }
}
