/** What both store layouts share: documents, collections, blobs and their hashes, principals, queued messages. */
@NullMarked
package dev.drydock.layout;

import org.jspecify.annotations.NullMarked;
