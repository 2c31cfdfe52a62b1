// SPDX-License-Identifier: Apache-2.0

/// The parts of a state by their names: tensors, and the texts of what else there is.
///
/// An archive is either being filled, or a state is being restored from it; then it takes note of all that does not fit.
public struct StateArchive: Sendable {
  /// The tensors in the order in which they were saved.
  package var tensors: NamedTensors<Double>
  /// The other parts.
  package var texts: [String: String]
  /// What does not fit the state that is being restored.
  package private(set) var mismatch = StateMismatch()
  /// Whether a state is being restored.
  package let isRestoring: Bool
  private var path: [String] = []
  private var used: Set<String> = []

  /// An archive without parts, to be filled.
  public init() {
    tensors = NamedTensors()
    texts = [:]
    isRestoring = false
  }

  /// The parts that a state is to be restored from.
  package init(restoring tensors: NamedTensors<Double>, texts: [String: String]) {
    self.tensors = tensors
    self.texts = texts
    isRestoring = true
  }

  // MARK: Parts

  /// Saves or restores a part that has parts of its own.
  public mutating func exchange(_ name: String, _ part: inout some Archivable) {
    path.append(name)
    part.exchange(with: &self)
    path.removeLast()
  }

  /// Saves or restores a part that there need not be.
  ///
  /// - Parameter empty: A part of the same shape to restore into.
  public mutating func exchange<Part: Archivable>(_ name: String, _ part: inout Part?, like empty: Part) {
    var isThere = part != nil
    exchange(name + "?", &isThere)
    guard isThere else { return part = nil }
    var whole = part ?? empty
    exchange(name, &whole)
    part = whole
  }

  /// Saves or restores a number, a truth value or a text.
  public mutating func exchange<Value: LosslessStringConvertible>(_ name: String, _ value: inout Value) {
    let key = key(name)
    guard isRestoring else { return texts[key] = value.description }
    used.insert(key)
    guard let text = texts[key] else { return mismatch.missing.append(key) }
    guard let saved = Value(text) else {
      return mismatch.unfit.append("\(key) is \(text.quoted), which is no \(Value.self)")
    }
    value = saved
  }

  /// Saves or restores whole numbers, however many there are.
  public mutating func exchange(_ name: String, _ values: inout [Int]) {
    var numbers = values.map(Double.init)
    exchange(name, &numbers)
    guard isRestoring else { return }
    let saved = numbers.compactMap(Int.init(exactly:))
    guard saved.count == numbers.count else {
      return mismatch.unfit.append("\(key(name)) has numbers that are not whole")
    }
    values = saved
  }

  /// Saves or restores numbers, however many there are.
  public mutating func exchange(_ name: String, _ values: inout [Double]) {
    let key = key(name)
    guard isRestoring else { return tensors[key] = Tensor(values) }
    used.insert(key)
    guard let saved = tensors[key] else { return mismatch.missing.append(key) }
    values = saved.scalars
  }

  /// Saves or restores the tensor at the present path.
  mutating func exchange(_ tensor: inout Tensor<Double>) {
    let key = path.joined(separator: "/")
    guard isRestoring else { return tensors[key] = tensor }
    used.insert(key)
    guard let saved = tensors[key] else { return mismatch.missing.append(key) }
    guard saved.shape == tensor.shape else {
      return mismatch.unfit.append("\(key) has shape \(saved.shape), not \(tensor.shape)")
    }
    tensor = saved
  }

  /// Takes note of a part that was restored to what cannot be.
  public mutating func reject(_ name: String, _ reason: String) {
    mismatch.unfit.append("\(key(name)) \(reason)")
  }

  /// Takes note of the parts that nothing has asked for.
  package mutating func finishRestoring() {
    mismatch.extra = (tensors.map(\.name) + texts.keys.sorted()).filter { !used.contains($0) }
  }

  private func key(_ name: String) -> String { (path + [name]).joined(separator: "/") }
}
