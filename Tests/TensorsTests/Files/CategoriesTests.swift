// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@Suite("Words as numbers")
struct CategoriesTests {
  static func table() throws -> Table {
    try Table([
      ("species", .text(["virginica", "setosa", "setosa", "versicolor"])),
      ("gears", .numbers([10, 4, 4.5, 4])),
      ("hole", .text(["a", nil, "b", "a"])),
      ("gap", .numbers([1, 2, .nan, 1])),
    ])
  }

  @Test(
    "categories are in order, and number their column",
    arguments: [
      ("species", ["setosa", "versicolor", "virginica"], [2, 0, 0, 1]),
      ("gears", ["4", "4.5", "10"], [2, 0, 1, 0]),
    ] as [(String, [String], Tensor<Double>)])
  func numbering(name: String, categories: [String], numbers: Tensor<Double>) throws {
    #expect(try Self.table().categories(of: name) == categories)
    #expect(try Self.table().tensor(of: name, numbering: categories) == numbers)
  }

  @Test("the given order counts, and what is missing stays missing")
  func order() throws {
    let table = try Self.table()
    #expect(
      try table.tensor(of: "species", numbering: ["virginica", "versicolor", "setosa"]) == [0, 2, 2, 1])
    let (hole, gap) = (try table.categories(of: "hole"), try table.categories(of: "gap"))
    #expect(hole == ["a", "b"] && gap == ["1", "2"])
    let places = (
      try table.tensor(of: "hole", numbering: hole).scalars,
      try table.tensor(of: "gap", numbering: gap).scalars
    )
    #expect(places.0[1].isNaN && [places.0[0], places.0[2], places.0[3]] == [0, 1, 0])
    #expect(places.1[2].isNaN && [places.1[0], places.1[1], places.1[3]] == [0, 1, 0])
  }

  @Test(
    "what has no number is named",
    arguments: [
      ("species", ["setosa", "virginica"], "\"versicolor\" in row 4 is not one of 2 categories"),
      ("gears", ["4", "10"], "\"4.5\" in row 3 is not one of 2 categories"),
      ("colour", [], "is not in the table"),
    ])
  func mistakes(name: String, categories: [String], reason: String) throws {
    let error = #expect(throws: TableError.self) {
      try Self.table().tensor(of: name, numbering: categories)
    }
    #expect(try #require(error).description.contains(reason), "\(String(describing: error))")
  }
}
