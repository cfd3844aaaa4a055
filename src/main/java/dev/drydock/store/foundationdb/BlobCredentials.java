package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A secret of an object store, which the tools read from a file. The agents do the writing and need it in a file of
 * their own, {@code blob_credentials} in {@code foundationdb.conf}.
 *
 * <p>The form of the file is that of "Blob Credential Files" in FoundationDB's documentation.
 *
 * @param account {@code KEY@HOST}, as {@link Destination#account()} gives it
 * @param token for temporary credentials; null for others
 */
public record BlobCredentials(
        String account, String secret, @Nullable String token) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The content of the file. */
    public String content() {
        var root = MAPPER.createObjectNode();
        var entry = root.putObject("accounts").putObject(account).put("secret", secret);
        if (token != null) {
            entry.put("token", token);
        }
        return MAPPER.writeValueAsString(root) + "\n";
    }

    /**
     * Writes it with mode 0600, in place of one that is there.
     *
     * @param owner the account that the tools run as
     */
    public void write(Path file, Account owner) throws StoreException {
        try {
            HostFiles.write(file, content().getBytes(StandardCharsets.UTF_8), owner, 0600);
        } catch (HostException e) {
            throw new StoreException(e.problem(), e.nextStep(), e);
        }
    }

    /** The account alone. */
    @Override
    public String toString() {
        return "credentials of " + account;
    }
}
