// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

extension Program {
  /// The Jacobian at a point as a heat map: a row for each element of the outputs, a column for each element of the inputs,
  /// rows and columns of different variables apart by lines.
  ///
  /// - Parameters:
  ///   - inputs: A value for each input.
  ///   - chosen: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` for an input that is not there, `ShapeError` for a value that does not fit, ``PlotError`` when
  ///   there is nothing to draw.
  /// - Complexity: As the Jacobian, and O(its elements).
  public func jacobianMap(
    at inputs: [Tensor<Double>], by chosen: [Int]? = nil, title: String = "Jacobian"
  ) throws -> Plot {
    let blocks = try jacobian(by: chosen).run(inputs)
    return try map(
      blocks, rows: DerivativeAxis(outputsOf: self), columns: DerivativeAxis(self, inputs: chosen),
      title: title, quantity: "derivative")
  }

  /// The matrix of second derivatives at a point as a heat map.
  ///
  /// - Throws: `DerivativeError` when the output is not a single number, `ShapeError` for a value that does not fit.
  /// - Complexity: As the Hessian, and O(its elements).
  public func hessianMap(
    at inputs: [Tensor<Double>], by chosen: [Int]? = nil, title: String = "Hessian"
  ) throws -> Plot {
    let blocks = try hessian(by: chosen).run(inputs)
    let axis = DerivativeAxis(self, inputs: chosen)
    return try map(blocks, rows: axis, columns: axis, title: title, quantity: "second derivative")
  }

  private func map(
    _ blocks: [Tensor<Double>], rows: DerivativeAxis, columns: DerivativeAxis, title: String, quantity: String
  ) throws -> Plot {
    // For each variable of the rows, a block for each of the columns.
    let values = rows.counts.indices.flatMap { first in
      (0..<rows.counts[first]).flatMap { row in
        columns.counts.indices.flatMap { second in
          let block = blocks[first * columns.counts.count + second]
          return block.scalars[row * columns.counts[second]..<(row + 1) * columns.counts[second]]
        }
      }
    }
    let matrix = Tensor(unchecked: values, shape: [rows.count, columns.count])
    let largest = values.filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
    let zeros = values.count { $0 == 0 }
    return try Plot(
      title: title,
      summary:
        "\(rows.count) rows, \(columns.count) columns, \(zeros) of \(values.count) elements are 0, the largest "
        + "is \(largest.text(significant: 3)) in magnitude.",
      x: columns.axis(isReversed: false), y: rows.axis(isReversed: true), size: .square
    ) {
      HeatMap(
        try Grid(matrix), title: quantity, colors: .diverging,
        range: largest > 0 ? -largest...largest : -1...1)
      for border in columns.borders { Rule(x: border) }
      for border in rows.borders { Rule(y: border) }
    }
  }
}

/// The elements of some variables one after the other, as the rows or columns of a matrix.
private struct DerivativeAxis {
  let names: [String]
  let counts: [Int]

  init(_ program: Program, inputs chosen: [Int]?) {
    let inputs = chosen ?? Array(program.inputShapes.indices)
    names = inputs.map { program.inputNames[$0] ?? "input \($0)" }
    counts = inputs.map { program.inputShapes[$0].elementCount }
  }

  init(outputsOf program: Program) {
    let labels = program.lineLabels
    names = program.outputLines.map { labels[$0] }
    counts = program.outputShapes.map(\.elementCount)
  }

  var count: Int { counts.reduce(0, +) }

  /// Between which places one variable ends and the next begins.
  var borders: [Double] {
    var (end, borders) = (-0.5, [Double]())
    for count in counts.dropLast() {
      end += Double(count)
      borders.append(end)
    }
    return borders
  }

  /// The elements by their names where there is room, else by their numbers.
  func axis(isReversed: Bool) -> Axis {
    let title = names.joined(separator: ", ")
    guard count <= 14 else { return Axis("element of \(title)", isReversed: isReversed) }
    let elements = zip(names, counts).flatMap { name, count in
      count == 1 ? [name] : (0..<count).map { "\(name)[\($0)]" }
    }
    return Axis(categories: elements, isReversed: isReversed)
  }
}
