package dev.drydock.upgrade.phase;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.proof.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What v0.8.0 would fetch from the network by itself, and what of it the trial's configuration leaves out.
 *
 * @param acmeNames names whose certificates come from a certificate authority by ACME; in lower case
 * @param fetchesWebadmin whether the bundle of the web administration would come from the network
 */
record TrialOmissions(List<String> acmeNames, boolean fetchesWebadmin) {

    private static final String ACME = "acme.";
    private static final String LOCAL_KEYS = "config.local-keys";
    private static final Map<String, String> RESOURCES = resources();

    /** In the order in which the server looks for them. */
    private static Map<String, String> resources() {
        var resources = new LinkedHashMap<String, String>();
        resources.put("config.resource.webadmin", "webadmin");
        resources.put("config.resource.spam-filter", "spam-filter");
        return resources;
    }

    /**
     * Finds them.
     *
     * @param stored settings of the new store, which count where the file says nothing
     */
    static TrialOmissions of(Configuration given, Map<String, String> stored) {
        var names = new TreeSet<String>();
        var all = new TreeMap<>(stored);
        given.settings().all().forEach(setting -> all.put(setting.key(), setting.value()));
        all.forEach((key, value) -> {
            if (key.matches("acme\\..*\\.domains(\\.[^.]*)?")) {
                names.add(value.strip().toLowerCase(Locale.ROOT));
            }
        });
        return new TrialOmissions(List.copyOf(names), !isLocal(all.getOrDefault("config.resource.webadmin", "")));
    }

    private static boolean isLocal(String url) {
        return url.startsWith("file://");
    }

    /**
     * Leaves them out. A bundle that cannot be found is not fetched and, unlike one that is made up, not kept either: the
     * first real start fetches it as it would have.
     *
     * @param settings of the trial's file
     * @param nothing a path where nothing lies
     */
    void apply(Map<String, String> settings, Configuration given, Map<String, String> stored, Path nothing) {
        settings.keySet().removeIf(key -> key.startsWith(ACME) || key.startsWith(LOCAL_KEYS));
        var words = new ArrayList<>(given.localKeysOfV080().words());
        words.add("*" + ACME);
        for (var i = 0; i < words.size(); i++) {
            settings.put(String.format(Locale.ROOT, "%s.%04d", LOCAL_KEYS, i), words.get(i));
        }
        RESOURCES.forEach((key, name) -> {
            var written = settings.get(key);
            if (!isLocal(written != null ? written : stored.getOrDefault(key, ""))) {
                settings.put(key, "file://" + nothing.resolve(name));
            }
        });
    }

    /** Whether the certificate of a name comes by ACME, which the trial does without. */
    boolean comesByAcme(String name) {
        var asked = name.toLowerCase(Locale.ROOT);
        var dot = asked.indexOf('.');
        return acmeNames.contains(asked) || (dot > 0 && acmeNames.contains("*" + asked.substring(dot)));
    }

    /**
     * What the report has to say of it.
     *
     * @param quiet whether its keeper was asked to let it reach this machine alone
     */
    List<Proof> proofs(boolean quiet) {
        var proofs = new ArrayList<Proof>();
        var listened = "It listened on loopback only, its queue was set aside, and it had no reason to fetch anything:"
                + " rules, bundles and certificates from the network were left out of its configuration.";
        proofs.add(Proof.skipped(
                "network",
                "network",
                quiet
                        ? "systemd was told to let the server reach loopback alone; whether the kernel did so was not"
                                + " proven. " + listened
                        : "The server was not cut off from it. " + listened
                                + " A directory, store or script of its own that lies elsewhere was asked as ever."));
        if (!acmeNames.isEmpty()) {
            proofs.add(Proof.skipped(
                    "acme",
                    "certificates by ACME",
                    "Those of " + String.join(", ", acmeNames)
                            + " were left out of the trial; what is shown is asked after the start."));
        }
        if (fetchesWebadmin) {
            proofs.add(Proof.skipped(
                    "webadmin",
                    "web administration",
                    "Its bundle comes from the network, and was left out of the trial."));
        }
        return proofs;
    }
}
