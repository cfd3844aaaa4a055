package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Tools that read the secret of an object store from a file, which is there while one of them runs and no longer. */
public final class ToolsWithSecret implements Tools {

    private final Tools tools;
    private final BlobCredentials credentials;
    private final Path file;
    private int running;

    /** @param file in a directory that only the account of this console may enter */
    public ToolsWithSecret(Tools tools, BlobCredentials credentials, Path file) {
        this.tools = tools;
        this.credentials = credentials;
        this.file = file;
    }

    @Override
    public Path program(VendorTool tool) throws StoreException {
        return tools.program(tool);
    }

    @Override
    public Said run(VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines)
            throws StoreException, InterruptedException {
        enter();
        try {
            return tools.run(tool, arguments, limit, lines);
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws StoreException, InterruptedException {
        if (running == 0) {
            try {
                credentials.write(file, Account.current());
            } catch (HostException e) {
                throw new StoreException(e.problem(), e.nextStep(), e);
            }
        }
        running++;
    }

    private synchronized void leave() throws StoreException {
        if (--running == 0) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new StoreException(
                        "The secret of the object store cannot be removed from " + file, "Delete that file", e);
            }
        }
    }
}
