package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.customer.Address;
import dev.eloquent.sample.customer.Customer;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;

/** Makes addresses, which belong to a customer. */
@Seeds(Address.class)
public final class AddressFactory extends Factory<Address> {
  @Override
  protected Address definition(Draw draw) {
    Address address = new Address();
    address.street =
        draw.pick("Station Road", "Mill Lane", "High Street") + " " + draw.between(1, 99);
    address.city = draw.pick("Springfield", "Riverside", "Fairview");
    address.postalCode = Integer.toString(draw.between(10_000, 99_999));
    address.countryCode = draw.pick("DE", "FR", "GB", "US");
    return address;
  }

  /** The address as one of that customer's. */
  static Address of(Address address, Customer customer) {
    address.customer = customer;
    return address;
  }
}
