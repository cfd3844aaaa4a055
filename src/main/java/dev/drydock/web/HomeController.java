package dev.drydock.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {

    private final String version;

    HomeController(@Value("${drydock.version}") String version) {
        this.version = version;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("version", version);
        return "home";
    }
}
