// SPDX-License-Identifier: Apache-2.0
internal import Testing

@testable internal import playground

@Test(
  "numbers with a fixed number of decimals",
  arguments: [
    (1.0, 4, "1.0000"), (0.0, 0, "0"), (-0.0, 2, "0.00"), (0.05, 1, "0.1"), (-1.005, 1, "-1.0"),
    (-0.001, 2, "0.00"),
    (169.25, 1, "169.3"), (999.9996, 3, "1000.000"), (2.5, 0, "3"), (1e300, 2, "1e+300"), (.nan, 2, "nan"),
    (-.infinity, 2, "-inf"),
  ])
func fixed(number: Double, decimals: Int, text: String) { #expect(number.fixed(decimals) == text) }
