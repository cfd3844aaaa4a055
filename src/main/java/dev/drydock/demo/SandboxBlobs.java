package dev.drydock.demo;

import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Space;
import java.util.HashSet;
import java.util.Set;

/** Contents, each stored once, compressed as the configuration of a sandbox says. */
final class SandboxBlobs {

    private static final byte[] NOTHING = {};

    private final SourceWriter writer;
    private final Set<BlobHash> stored = new HashSet<>();

    SandboxBlobs(SourceWriter writer) {
        this.writer = writer;
    }

    /** Stores a content, for whoever links it. */
    BlobHash store(byte[] content) throws StoreException {
        var hash = BlobHash.ofContent(content);
        if (stored.add(hash)) {
            writer.put(Space.BLOBS, hash.toByteArray(), StoredBlob.compressed(content));
            writer.put(Space.VALUES, BlobLinkKey.commit(hash).encode(), NOTHING);
        }
        return hash;
    }

    void link(BlobHash hash, Document holder) throws StoreException {
        writer.put(Space.VALUES, new BlobLinkKey(hash, holder).encode(), NOTHING);
    }
}
