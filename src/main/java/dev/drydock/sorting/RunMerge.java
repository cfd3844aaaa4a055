package dev.drydock.sorting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads several runs as one, least key first; of equal keys the one of the earlier run first. */
final class RunMerge implements SortedRecords {

    private record Input(RunReader run, int rank) {

        boolean isBefore(Input other) {
            var order = Arrays.compareUnsigned(run.key(), other.run.key());
            return order != 0 ? order < 0 : rank < other.rank;
        }
    }

    /** A binary heap, least on top. */
    private final Input[] heap;

    private int size;
    private boolean started;

    private RunMerge(int capacity) {
        heap = new Input[capacity];
    }

    static RunMerge of(List<Path> runs) throws IOException {
        var merge = new RunMerge(runs.size());
        try {
            for (var path : runs) {
                merge.open(path);
            }
            return merge;
        } catch (IOException | RuntimeException | Error e) {
            merge.closeAfter(e);
            throw e;
        }
    }

    private void open(Path path) throws IOException {
        var run = new RunReader(path);
        heap[size] = new Input(run, size);
        size++;
        if (!run.next()) {
            throw new IOException(path + " is empty");
        }
        // Up from the end: a new input is last of its equals, so it never passes one.
        for (var at = size - 1; at > 0 && heap[at].isBefore(heap[(at - 1) / 2]); at = (at - 1) / 2) {
            swap(at, (at - 1) / 2);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!started) {
            started = true;
            return size > 0;
        }
        if (size == 0) {
            return false;
        }
        var top = heap[0].run();
        if (!top.next()) {
            top.close();
            heap[0] = heap[--size];
        }
        sink();
        return size > 0;
    }

    @Override
    public byte[] key() {
        return heap[0].run().key();
    }

    @Override
    public byte[] value() throws IOException {
        return heap[0].run().value();
    }

    private void sink() {
        var at = 0;
        while (true) {
            var least = 2 * at + 1;
            if (least >= size) {
                return;
            }
            if (least + 1 < size && heap[least + 1].isBefore(heap[least])) {
                least++;
            }
            if (!heap[least].isBefore(heap[at])) {
                return;
            }
            swap(at, least);
            at = least;
        }
    }

    private void swap(int a, int b) {
        var input = heap[a];
        heap[a] = heap[b];
        heap[b] = input;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (size > 0) {
            try {
                heap[--size].run().close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
