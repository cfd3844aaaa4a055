package dev.drydock.proof;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;

/** Holds the Sieve scripts that a server shows against those of the old store. */
final class ScriptProof {

    private final String account;
    private final SieveSession session;
    private final Comparison comparison;

    ScriptProof(String account, SieveSession session, Comparison comparison) {
        this.account = account;
        this.session = session;
        this.comparison = comparison;
    }

    void compare(List<ExpectedScript> expected) throws IOException {
        var listed = new HashMap<String, Boolean>();
        session.list().forEach(script -> listed.put(script.name(), script.active()));
        comparison.asked(Topic.Kind.SIEVE, expected.size());
        for (var script : expected) {
            var active = listed.remove(script.name());
            if (active == null) {
                wrong(script.name(), "is not there");
            } else if (active != script.active()) {
                wrong(script.name(), active ? "is active, and was not" : "is not active any more");
            } else if (script.active() && script.sha256().isPresent()) {
                text(script.name(), script.sha256().get());
            }
        }
        listed.keySet().forEach(name -> wrong(name, "is not in the old store"));
    }

    private void text(String name, String expected) throws IOException {
        var text = session.script(name);
        if (text.isEmpty()) {
            comparison.note(Topic.Kind.SIEVE, account + ", script " + name + ": the server does not hand out its text");
        } else if (!ScriptTexts.sha256(text.get()).equals(expected)) {
            wrong(name, "has another text");
        }
    }

    private void wrong(String script, String what) {
        comparison.wrong(Topic.Kind.SIEVE, account + ", script " + script + " " + what);
    }
}
