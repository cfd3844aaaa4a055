package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.UpgradeView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What can be looked at of one upgrade. */
@Controller
@RequestMapping("/upgrades/{id}")
class UpgradePageController {

    private final UpgradePage page;
    private final Upgrades upgrades;

    UpgradePageController(UpgradePage page, Upgrades upgrades) {
        this.page = page;
        this.upgrades = upgrades;
    }

    /** The plan before it is begun, and the run from then on. */
    @GetMapping
    ModelAndView upgrade(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        return page.of(id, request, response, null);
    }

    /** What was planned, and what the checks say, at any time. */
    @GetMapping("/plan")
    ModelAndView plan(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        return page.named("plan", id, request, response);
    }

    /** The part of the page that says what is happening and what can be done, for its script to put in place. */
    @GetMapping("/now")
    ModelAndView now(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        return page.named("run :: now", id, request, response);
    }

    @GetMapping("/commands")
    ModelAndView commands(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws RefusedException {
        var commands = page.named("commands", id, request, response);
        if (commands.getModel().containsKey("upgrade")) {
            commands.addObject("runbook", upgrades.get(id).runbook());
        }
        return commands;
    }

    @GetMapping("/report")
    ModelAndView report(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws RefusedException {
        var page = this.page.named("report", id, request, response);
        if (page.getModel().get("upgrade") instanceof UpgradeView upgrade) {
            var report = upgrades.report(upgrades.get(id));
            page.addObject("report", report);
            page.addObject("time", Chart.ofStoppedTime(report, upgrade.phases()));
            page.addObject("records", Chart.ofRecords(report.families()));
            page.addObject("bytes", Chart.ofBytes(report.families()));
        }
        return page;
    }
}
