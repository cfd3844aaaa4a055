package dev.drydock.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real step on a real directory: it makes a file, sees whether the file is there, and takes it away again. */
class FileStep implements Step {

    final Path file;
    private final String name;

    FileStep(String name, Path directory) {
        this.name = name;
        this.file = directory.resolve(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "Make " + name;
    }

    @Override
    public boolean isDone(StepContext context) throws StepFailedException {
        return Files.exists(file);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        make();
        return StepResult.done("made " + name);
    }

    final void make() {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
