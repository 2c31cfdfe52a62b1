// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A relation between elements, 1 where it holds and 0 where not. It has no slope.
protocol ComparisonPrimitive: BinaryElementwise {
  static func holds<S: Real>(_ a: S, _ b: S) -> Bool
  var symbols: (text: String, latex: String) { get }
}

extension ComparisonPrimitive {
  @inline(__always)
  static func value<S: Real>(_ a: S, _ b: S) -> S { holds(a, b) ? 1 : 0 }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 0 }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 0 }

  func decisions(at site: Application) -> [Variable] { [site.operands[0] - site.operands[1]] }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    "\(operands[0]) \(style == .text ? symbols.text : symbols.latex) \(operands[1])"
  }
}

struct Less: ComparisonPrimitive, Hashable {
  static let operation = Operation(shared: Less())
  let name = "less"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.less) }
  var symbols: (text: String, latex: String) { (text: "<", latex: "<") }
  static func holds<S: Real>(_ a: S, _ b: S) -> Bool { a < b }
}

struct LessOrEqual: ComparisonPrimitive, Hashable {
  static let operation = Operation(shared: LessOrEqual())
  let name = "lessOrEqual"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.lessOrEqual) }
  var symbols: (text: String, latex: String) { (text: "<=", latex: "\\le") }
  static func holds<S: Real>(_ a: S, _ b: S) -> Bool { a <= b }
}

struct Equal: ComparisonPrimitive, Hashable {
  static let operation = Operation(shared: Equal())
  let name = "equal"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.equal) }
  var symbols: (text: String, latex: String) { (text: "==", latex: "=") }
  static func holds<S: Real>(_ a: S, _ b: S) -> Bool { a == b }
}

struct NotEqual: ComparisonPrimitive, Hashable {
  static let operation = Operation(shared: NotEqual())
  let name = "notEqual"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.notEqual) }
  var symbols: (text: String, latex: String) { (text: "!=", latex: "\\ne") }
  static func holds<S: Real>(_ a: S, _ b: S) -> Bool { a != b }
}

// A comparison is recorded like any operation, so `if x > 0` does not compile: there is no Bool yet. Its documentation
// says what to write instead.
extension Variable {
  /// 1 where `a` is less than `b`, else 0; the shapes broadcast.
  ///
  /// Not a `Bool`: choose elements by it with `select(_:_:_:)`, or decide with `branch(_:)` what to record.
  public static func < (a: Variable, b: Variable) -> Variable { Less.operation(a, b) }
  /// 1 where `a` is greater than `b`, else 0; the shapes broadcast.
  ///
  /// Not a `Bool`: choose elements by it with `select(_:_:_:)`, or decide with `branch(_:)` what to record.
  public static func > (a: Variable, b: Variable) -> Variable { Less.operation(b, a) }
  /// 1 where `a` is at most `b`, else 0; the shapes broadcast.
  ///
  /// Not a `Bool`: choose elements by it with `select(_:_:_:)`, or decide with `branch(_:)` what to record.
  public static func <= (a: Variable, b: Variable) -> Variable { LessOrEqual.operation(a, b) }
  /// 1 where `a` is at least `b`, else 0; the shapes broadcast.
  ///
  /// Not a `Bool`: choose elements by it with `select(_:_:_:)`, or decide with `branch(_:)` what to record.
  public static func >= (a: Variable, b: Variable) -> Variable { LessOrEqual.operation(b, a) }
  /// 1 where the elements are equal, else 0; the shapes broadcast.
  public static func .== (a: Variable, b: Variable) -> Variable { Equal.operation(a, b) }
  /// 1 where the elements differ, else 0; the shapes broadcast.
  public static func .!= (a: Variable, b: Variable) -> Variable { NotEqual.operation(a, b) }
}
