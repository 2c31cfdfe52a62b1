// SPDX-License-Identifier: Apache-2.0

extension Table {
  /// The different words of a column in alphabetical order, or its different numbers in theirs: the classes that a
  /// classifier tells apart. Missing values are none.
  ///
  /// ```swift
  /// let species = try flowers.categories(of: "species")             // ["setosa", "versicolor", "virginica"]
  /// let targets = try flowers.tensor(of: "species", numbering: species)
  /// ```
  /// - Throws: `TableError` when there is no such column.
  /// - Complexity: O(rows · log rows).
  public func categories(of name: String) throws(TableError) -> [String] {
    switch try column(name) {
    case .text(let words): Set(words.compactMap(\.self)).sorted()
    case .numbers(let numbers): Set(numbers.filter { !$0.isNaN }).sorted().map(\.shortestText)
    }
  }

  /// The values of a column as their places among categories, `[rowCount]`, from 0; a missing one is NaN.
  ///
  /// - Parameters:
  ///   - name: The column.
  ///   - categories: The values in the order of their numbers. For rows that a model has not seen, those of the rows
  ///     that it was trained on.
  /// - Throws: `TableError` when there is no such column, or a value is not among the categories; it names the first.
  /// - Complexity: O(rows).
  public func tensor(of name: String, numbering categories: [String]) throws(TableError) -> Tensor<Double> {
    let words: [String?] =
      switch try column(name) {
      case .text(let words): words
      case .numbers(let numbers): numbers.map { $0.isNaN ? nil : $0.shortestText }
      }
    let places = Dictionary(
      categories.enumerated().map { ($1, Double($0)) }, uniquingKeysWith: { first, _ in first })
    var numbers: [Double] = []
    numbers.reserveCapacity(rowCount)
    for (row, word) in words.enumerated() {
      guard let place = word.map({ places[$0] }) ?? .nan else {
        throw TableError(
          column: name,
          "\((word ?? "").quoted) in row \(row + 1) is not one of \(categories.count) categories")
      }
      numbers.append(place)
    }
    return Tensor(numbers)
  }
}
