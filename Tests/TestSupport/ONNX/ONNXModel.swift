// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A model read from a file of ONNX, by the numbers of the fields in `onnx.proto`.
public struct ONNXModel {
  public struct Node {
    public let operation: String
    public let inputs: [String]
    public let outputs: [String]
    /// The attributes by name.
    let fields: [String: ProtobufFields]

    func integer(_ name: String) -> Int? { fields[name]?.integer(3) }
    func integers(_ name: String) -> [Int]? { fields[name]?.all(8) }
    func number(_ name: String) -> Double? { fields[name]?.float(2).map { Double($0) } }
  }

  /// An input or an output.
  public struct Value: Equatable {
    public let name: String
    public let elementType: Int
    public let shape: [Int]

    public init(name: String, elementType: Int, shape: [Int]) {
      self.name = name
      self.elementType = elementType
      self.shape = shape
    }
  }

  public let operatorSet: Int
  public let nodes: [Node]
  public let constants: [String: Tensor<Double>]
  public let inputs: [Value]
  public let outputs: [Value]

  public init(_ bytes: [UInt8]) throws {
    let file = try ProtobufFields(bytes[...])
    let graph = try file.messages(7)[0]
    operatorSet = try file.messages(8)[0].integer(2) ?? 0
    nodes = try graph.messages(1).map { node in
      let attributes = try node.messages(5).map { (try $0.texts(1)[0], $0) }
      return Node(
        operation: try node.texts(4)[0], inputs: try node.texts(1), outputs: try node.texts(2),
        fields: Dictionary(uniqueKeysWithValues: attributes))
    }
    constants = try Dictionary(
      uniqueKeysWithValues: graph.messages(5).map { (try $0.texts(8)[0], try Self.tensor($0)) })
    inputs = try graph.messages(11).map(Self.value)
    outputs = try graph.messages(12).map(Self.value)
  }

  private static func tensor(_ fields: ProtobufFields) throws -> Tensor<Double> {
    let bytes = Array(fields.bytes(9) ?? [])
    let isSingle = fields.integer(2) == 1
    let size = isSingle ? 4 : 8
    let scalars = stride(from: 0, to: bytes.count, by: size).map { start in
      let bits = bytes[start..<start + size].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      if isSingle { return Double(Float(bitPattern: UInt32(bits))) }
      return fields.integer(2) == 7 ? Double(Int64(bitPattern: bits)) : Double(bitPattern: bits)
    }
    return try Tensor(shape: Shape(fields.all(1)), scalars: scalars)
  }

  private static func value(_ fields: ProtobufFields) throws -> Value {
    let type = try fields.messages(2)[0].messages(1)[0]
    let dimensions = try type.messages(2).first?.messages(1) ?? []
    return Value(
      name: try fields.texts(1)[0], elementType: type.integer(1) ?? 0,
      shape: dimensions.map { $0.integer(1) ?? 0 })
  }
}
