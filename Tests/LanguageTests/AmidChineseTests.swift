import Language
import Testing

@Test(arguments: [
  ("文件 3", "文件 3", "文件 3 "), ("a.jsonl", " a.jsonl", "a.jsonl "), ("张三", "张三", "张三"),
  ("Li 李", " Li 李", "Li 李"), ("", " ", " "),
])
func `a name has a space only where it is not Chinese itself`(
  name: String, after: String, before: String
) {
  #expect(name.afterChinese == after)
  #expect(name.beforeChinese == before)
}
