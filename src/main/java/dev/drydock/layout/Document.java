package dev.drydock.layout;

/**
 * One document of an account: a message, a mailbox, an identity and so on.
 *
 * @param account account id, unsigned 32 bits
 * @param collection the byte of its {@link Collection}, 0 to 255
 * @param document document id within account and collection, unsigned 32 bits
 */
public record Document(int account, int collection, int document) {

    /** The collection that names mail messages. */
    public boolean isMessage() {
        return collection == Collection.EMAIL.code();
    }

    @Override
    public String toString() {
        var noun = Collection.of(collection).map(Collection::noun).orElse("collection " + collection);
        return noun + " " + Integer.toUnsignedString(document) + " of account " + Integer.toUnsignedString(account);
    }
}
