package dev.drydock.translate;

import dev.drydock.layout.v073.Family;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** A named list of rules that together decide about every family exactly once. */
public final class Profile {

    private final String name;
    private final List<Rule> rules;
    private final Map<Family, Rule> byFamily = new EnumMap<>(Family.class);

    /** @throws IllegalArgumentException where a family has no rule or two, or two rules share a name */
    public Profile(String name, List<Rule> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
        var names = new HashSet<String>();
        for (var rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are named " + rule.name());
            }
            for (var family : rule.families()) {
                if (byFamily.put(family, rule) != null) {
                    throw new IllegalArgumentException("two rules decide about " + family);
                }
            }
        }
        for (var family : Family.values()) {
            if (!byFamily.containsKey(family)) {
                throw new IllegalArgumentException("no rule decides about " + family);
            }
        }
    }

    public String name() {
        return name;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The one rule for a family. */
    public Rule ruleFor(Family family) {
        var rule = byFamily.get(family);
        if (rule == null) {
            throw new IllegalStateException("checked in the constructor: " + family);
        }
        return rule;
    }
}
