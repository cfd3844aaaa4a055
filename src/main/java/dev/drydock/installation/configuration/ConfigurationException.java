package dev.drydock.installation.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A configuration file that cannot be read. The message names the file, the line, what is wrong and what to do. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /**
     * Makes a failure out of what people have to know.
     *
     * @param place the file, or the file and the line
     * @param problem one sentence without a full stop
     * @param nextStep one sentence without a full stop: what the reader can do about it
     */
    public ConfigurationException(String place, String problem, String nextStep, @Nullable Throwable cause) {
        super(place + ": " + problem + ". " + nextStep + ".", cause);
        this.nextStep = nextStep;
    }

    static ConfigurationException inFile(Path file, String problem, String nextStep, @Nullable Throwable cause) {
        return new ConfigurationException(file.toString(), problem, nextStep, cause);
    }

    public String nextStep() {
        return nextStep;
    }
}
