package dev.drydock.engine;

/** The engine does not do what it was asked for, because it is not the time for it; nothing has changed. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, for scripts, such as {@code not-its-turn}
     * @param reason one sentence: what stands in the way, and what to do
     */
    public RefusedException(String code, String reason) {
        super(reason);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
