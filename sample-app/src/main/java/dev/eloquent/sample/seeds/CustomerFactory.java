package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.customer.Customer;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;
import java.time.LocalDate;

/** Makes customers. */
@Seeds(Customer.class)
public final class CustomerFactory extends Factory<Customer> {
  private static final String[] FIRST = {"Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald"};
  private static final String[] LAST = {"Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov"};

  @Override
  protected Customer definition(Draw draw) {
    Customer customer = new Customer();
    customer.displayName = draw.pick(FIRST) + " " + draw.pick(LAST);
    customer.email = "customer-" + draw.tag() + "@example.org";
    customer.birthDate = LocalDate.of(draw.between(1950, 2005), draw.between(1, 12), 1);
    customer.newsletter = draw.chance(30);
    return customer;
  }
}
