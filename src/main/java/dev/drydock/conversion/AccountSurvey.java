package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Account;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.conversion.InspectionReport.Mailbox;
import dev.drydock.layout.Collection;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.Principal;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.UsedQuotaKey;
import dev.drydock.translate.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts, their mailboxes, and what is counted for them. */
final class AccountSurvey {

    /** The field under which messages are tagged with the mailboxes they are in. */
    private static final int MAILBOX_IDS = 7;

    private static final String PRINCIPALS = "principals-unreadable";
    private static final String NAMELESS = "accounts-without-name";
    private static final String NEGATIVE = "counters-negative";
    private static final String WITHOUT_UID = "mailboxes-without-uid";

    private final TreeMap<Integer, Found> accounts = new TreeMap<>(Integer::compareUnsigned);
    private final Examples unreadable = new Examples();

    private static final class Found {
        private @Nullable Principal principal;
        private long used;
        private long messages;
        private final TreeMap<Integer, FoundMailbox> mailboxes = new TreeMap<>(Integer::compareUnsigned);

        private FoundMailbox mailbox(int id) {
            return mailboxes.computeIfAbsent(id, key -> new FoundMailbox());
        }
    }

    private static final class FoundMailbox {
        private boolean exists;
        private @Nullable String name;
        private long messages;
        private @Nullable Long nextUid;
    }

    private Found account(int id) {
        return accounts.computeIfAbsent(id, key -> new Found());
    }

    void principal(int id, byte[] value) {
        try {
            var principal = Principal.decode(value);
            // Its secrets are not kept, not even in memory.
            account(id).principal = new Principal(
                    principal.id(),
                    principal.type(),
                    principal.quota(),
                    principal.name(),
                    principal.description(),
                    List.of(),
                    List.of());
        } catch (MalformedDataException e) {
            unreadable.add("principal " + Integer.toUnsignedString(id) + " (" + e.getMessage() + ")");
        }
    }

    void property(SourceRecord.Entry entry) throws MalformedDataException {
        var key = PropertyKey.decode(entry.key());
        var document = key.document();
        if (document.collection() == Collection.MAILBOX.code() && key.field() == MailboxName.FIELD) {
            var mailbox = account(document.account()).mailbox(document.document());
            mailbox.exists = true;
            mailbox.name = MailboxName.of(entry.value()).orElse(null);
        }
    }

    void bitmap(SourceRecord.Bitmap bitmap) {
        if (bitmap.key() instanceof BitmapKey.DocumentIds ids) {
            if (ids.collection() == Collection.EMAIL.code() && bitmap.units() > 0) {
                account(ids.account()).messages = bitmap.units();
            }
        } else if (bitmap.key() instanceof BitmapKey.TagId tag
                && tag.collection() == Collection.EMAIL.code()
                && tag.field() == MAILBOX_IDS) {
            account(tag.account()).mailbox(tag.id()).messages = bitmap.units();
        }
    }

    void nextUid(SourceRecord.Counter counter) throws MalformedDataException {
        var mailbox = MailboxUidNextKey.decode(counter.key()).document();
        account(mailbox.account()).mailbox(mailbox.document()).nextUid = counter.value();
    }

    void usedQuota(SourceRecord.Counter counter) throws MalformedDataException {
        account(UsedQuotaKey.decode(counter.key()).principal()).used = counter.value();
    }

    List<Account> accounts(NameSurvey names) {
        var list = new ArrayList<Account>(accounts.size());
        accounts.forEach((id, found) -> {
            if (found.principal != null || names.of(id).isPresent() || hasMail(found)) {
                list.add(account(id, found, names));
            }
        });
        return list;
    }

    private static Account account(int id, Found found, NameSurvey names) {
        var principal = Optional.ofNullable(found.principal);
        var mailboxes = new ArrayList<Mailbox>();
        found.mailboxes.forEach((mailboxId, mailbox) -> {
            if (mailbox.exists) {
                mailboxes.add(new Mailbox(
                        mailboxId,
                        Optional.ofNullable(mailbox.name),
                        mailbox.messages,
                        mailbox.nextUid == null ? OptionalLong.empty() : OptionalLong.of(mailbox.nextUid)));
            }
        });
        return new Account(
                id,
                principal.map(Principal::name).or(() -> names.of(id)),
                principal.map(Principal::type).map(AccountSurvey::type).orElse("unknown"),
                principal.map(Principal::description).filter(description -> !description.isEmpty()),
                principal
                        .map(Principal::quota)
                        .filter(quota -> quota != 0)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                found.used,
                found.messages,
                List.copyOf(mailboxes));
    }

    private static boolean hasMail(Found found) {
        return found.messages > 0 || found.mailboxes.values().stream().anyMatch(mailbox -> mailbox.exists);
    }

    /** The word for a principal's type, as in {@link Principal}. */
    static String type(int type) {
        return switch (type) {
            case 0 -> "individual";
            case 1 -> "group";
            case 2 -> "resource";
            case 3 -> "location";
            case 4 -> "superuser";
            case 5 -> "list";
            case 6 -> "other";
            default -> "type " + type;
        };
    }

    List<Finding> findings(NameSurvey names) {
        return List.of(principals(), nameless(names), negative(names), withoutUid(names));
    }

    private Finding principals() {
        if (unreadable.count() == 0) {
            return Finding.pass(PRINCIPALS, "Every principal of the directory can be read.");
        }
        return Finding.of(
                        Grade.FAIL,
                        PRINCIPALS,
                        unreadable.count(),
                        "Some principals of the directory cannot be read.",
                        "Put these accounts right in v0.7.3, or remove them, before the upgrade")
                .with(unreadable.named());
    }

    private Finding nameless(NameSurvey names) {
        var found = new Examples();
        accounts.forEach((id, account) -> {
            if (account.principal == null && names.of(id).isEmpty() && hasMail(account)) {
                found.add("account " + Integer.toUnsignedString(id) + ", " + account.messages
                        + (account.messages == 1 ? " message" : " messages"));
            }
        });
        if (found.count() == 0) {
            return Finding.pass(NAMELESS, "Every account that holds mail has a name in the directory.");
        }
        return Finding.of(
                        Grade.NOTICE,
                        NAMELESS,
                        found.count(),
                        "Some mail belongs to accounts that the directory does not know: they were deleted, or their"
                                + " names are lost. It is carried, and nobody can reach it.",
                        "Nothing, if these accounts were deleted on purpose")
                .with(found.named());
    }

    private Finding negative(NameSurvey names) {
        var found = new Examples();
        accounts.forEach((id, account) -> {
            if (account.used < 0) {
                found.add("used quota of " + name(id, names));
            }
            account.mailboxes.forEach((mailboxId, mailbox) -> {
                if (mailbox.nextUid != null && mailbox.nextUid < 0) {
                    found.add("next UID of " + name(mailboxId, mailbox) + " of " + name(id, names));
                }
            });
        });
        if (found.count() == 0) {
            return Finding.pass(NEGATIVE, "No quota in use and no UID is below zero.");
        }
        return Finding.of(
                        Grade.NOTICE,
                        NEGATIVE,
                        found.count(),
                        "Some counters are below zero. They are carried as they are.",
                        "Recalculate the quotas of these accounts after the upgrade")
                .with(found.named());
    }

    private Finding withoutUid(NameSurvey names) {
        var found = new Examples();
        accounts.forEach((id, account) -> account.mailboxes.forEach((mailboxId, mailbox) -> {
            if (mailbox.exists && mailbox.messages > 0 && (mailbox.nextUid == null || mailbox.nextUid == 0)) {
                found.add(name(mailboxId, mailbox) + " of " + name(id, names));
            }
        }));
        if (found.count() == 0) {
            return Finding.pass(WITHOUT_UID, "Every mailbox that holds messages has its counter of UIDs.");
        }
        return Finding.of(
                        Grade.WARN,
                        WITHOUT_UID,
                        found.count(),
                        "Some mailboxes hold messages, and their counter of UIDs is missing or zero: new messages get"
                                + " UIDs that were given out before, and mail programs mix them up.",
                        "Let the users of these mailboxes rebuild them in their mail programs after the upgrade")
                .with(found.named());
    }

    private static String name(int mailboxId, FoundMailbox mailbox) {
        return "mailbox " + Optional.ofNullable(mailbox.name).orElse(Integer.toUnsignedString(mailboxId));
    }

    private static String name(int account, @Nullable Principal principal, NameSurvey names) {
        return Optional.ofNullable(principal)
                .map(Principal::name)
                .or(() -> names.of(account))
                .orElse("account " + Integer.toUnsignedString(account));
    }

    private String name(int account, NameSurvey names) {
        var found = accounts.get(account);
        return name(account, found == null ? null : found.principal, names);
    }
}
