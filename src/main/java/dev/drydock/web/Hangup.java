package dev.drydock.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the process go on when its terminal is lost. Java's class for signals is found by name, because the compiler warns
 * of it in a way that cannot be switched off. A handler that does nothing is better than ignoring the signal: what is
 * ignored stays ignored in the programs that are started from here, and a mail server may read its configuration again
 * when it is hung up.
 */
public final class Hangup {

    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private Hangup() {}

    /** From now on a hangup ends nothing. */
    public static void survive() {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var nothing = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), nothing);
        } catch (ReflectiveOperationException e) {
            var reason = e instanceof InvocationTargetException target ? target.getCause() : e;
            LOG.warn("A lost terminal will end this process: {}. Start it with nohup.", String.valueOf(reason));
        }
    }
}
