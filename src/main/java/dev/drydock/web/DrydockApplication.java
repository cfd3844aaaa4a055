package dev.drydock.web;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Where Spring begins to look: this package and no other. */
@SpringBootApplication(proxyBeanMethods = false)
class DrydockApplication {}
