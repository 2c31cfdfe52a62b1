// SPDX-License-Identifier: Apache-2.0
internal import Testing

@testable internal import playground

@Test(
  "lines are broken at spaces",
  arguments: [
    ("", ""), ("one two", "one two"), ("one two three", "one two\nthree"), ("a\n\nb", "a\n\nb"),
    ("extraordinary one", "extraordinary\none"), ("1234567 9", "1234567\n9"),
  ])
func wrapping(text: String, wrapped: String) { #expect(text.wrapped(to: 8) == wrapped) }
