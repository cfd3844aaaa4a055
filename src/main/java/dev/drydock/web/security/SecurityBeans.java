package dev.drydock.web.security;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the filters work with. */
@Configuration(proxyBeanMethods = false)
class SecurityBeans {

    @Bean
    Sessions sessions(AccessToken token, Clock clock) {
        return new Sessions(token, clock);
    }

    @Bean
    LoginCodes loginCodes(Clock clock) {
        return new LoginCodes(clock);
    }
}
