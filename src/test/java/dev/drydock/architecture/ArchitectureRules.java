package dev.drydock.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** All rules by name, for the packages below a root. */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    public static Map<String, ArchRule> under(String root) {
        var rules = new LinkedHashMap<String, ArchRule>();
        PackageDirection.table()
                .forEach(direction -> rules.put("direction of " + direction.from(), direction.under(root)));
        LibraryHome.table().forEach(home -> rules.put("home of " + home.name(), home.under(root)));
        rules.put("entry to web", CodeRules.onlyTheMainClassEnters(root, "web"));
        rules.put("entry to cli", CodeRules.onlyTheMainClassEnters(root, "cli"));
        rules.put("no cycles", CodeRules.noCycles(root));
        rules.put("package names", CodeRules.packagesNamedForWhatTheyDo());
        rules.put("class names", CodeRules.classesNamedForWhatTheyAre());
        rules.put("interface names", CodeRules.interfacesWithoutPrefix());
        rules.put("no field injection", CodeRules.noFieldInjection());
        rules.put("no standard streams", CodeRules.noStandardStreams(root));
        return rules;
    }
}
