package dev.drydock.arrival;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.Principal;
import dev.drydock.layout.v080.DirectoryKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.PropertyKey;

/** Looks names of accounts and folders up in the new store; what has none is called by its number. */
final class StoreNames {

    private final TargetStore store;

    StoreNames(TargetStore store) {
        this.store = store;
    }

    String account(int id) throws StoreException {
        var value = store.get(
                Letter.DIRECTORY, DirectoryKey.encode(new dev.drydock.layout.v073.DirectoryKey.PrincipalKey(id)));
        try {
            return value == null ? number(id) : Principal.decode(value).name();
        } catch (MalformedDataException e) {
            return number(id);
        }
    }

    String folder(int account, int id) throws StoreException {
        var mailbox = new Document(account, Collection.MAILBOX.code(), id);
        var value = store.get(Letter.PROPERTY, new PropertyKey(mailbox, MailboxName.FIELD).encode());
        return value == null ? number(id) : MailboxName.of(value).orElse(number(id));
    }

    private static String number(int id) {
        return Integer.toUnsignedString(id);
    }
}
