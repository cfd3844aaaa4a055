package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.release.ReleaseException;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/** Turns what the rooms below throw into failures of a step, which are data. */
final class Attempt {

    private Attempt() {}

    /** Work that can fail in the ways of the rooms below. */
    @FunctionalInterface
    interface Work<T> {
        T run()
                throws HostException, StoreException, MalformedDataException, ConfigurationException, IOException,
                        StepFailedException, InterruptedException;
    }

    /** The same, without a result. */
    @FunctionalInterface
    interface Deed {
        void run()
                throws HostException, StoreException, MalformedDataException, ConfigurationException, IOException,
                        StepFailedException, InterruptedException;
    }

    static void at(String code, Deed deed) throws StepFailedException, InterruptedException {
        of(code, () -> {
            deed.run();
            return true;
        });
    }

    /**
     * Runs the work.
     *
     * @param code of the failure, where the work fails in a way of its own
     */
    static <T> T of(String code, Work<T> work) throws StepFailedException, InterruptedException {
        try {
            return work.run();
        } catch (ReleaseException e) {
            throw failed(e.code(), e.problem(), e.nextStep(), e);
        } catch (HostException e) {
            throw failed(code, e.problem(), e.nextStep(), e);
        } catch (StoreException e) {
            throw failed(code, e.problem(), e.nextStep(), e);
        } catch (ConfigurationException e) {
            throw failed(code, String.valueOf(e.getMessage()), e.nextStep(), e);
        } catch (MalformedDataException e) {
            throw failed(
                    code,
                    "A record is damaged: " + e.getMessage(),
                    "Nothing was changed by this; drydock inspect says more about the store",
                    e);
        } catch (IOException e) {
            throw failed(code, "A file cannot be read or written: " + e, "Mend what the system says", e);
        } catch (CancellationException e) {
            throw (InterruptedException) new InterruptedException("cancelled").initCause(e);
        }
    }

    private static StepFailedException failed(String code, String problem, String nextStep, Exception e) {
        return new StepFailedException(Failure.of(code, problem, nextStep), e);
    }

    static StepFailedException failure(String code, String problem, String nextStep) {
        return new StepFailedException(Failure.of(code, problem, nextStep));
    }
}
