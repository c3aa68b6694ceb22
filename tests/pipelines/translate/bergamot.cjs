// Translates with Bergamot, the engine inside Firefox, compiled to WebAssembly:
//   node bergamot.cjs PACKAGE_FOLDER < request.json > answers.json
// PACKAGE_FOLDER is an installed @browsermt/bergamot-translator. The request holds
// {model, vocabs: [...], config, texts: [...]}, paths of files and Marian's configuration;
// the answers are [{text, html}], html with Bergamot's scores as attributes.
const fs = require("node:fs");
const path = require("node:path");

const folder = path.join(process.argv[2], "worker");
const request = JSON.parse(fs.readFileSync(0, "utf-8"));
const GEMM = {
  int8_prepare_a: "int8PrepareAFallback",
  int8_prepare_b: "int8PrepareBFallback",
  int8_prepare_b_from_transposed: "int8PrepareBFromTransposedFallback",
  int8_prepare_b_from_quantized_transposed: "int8PrepareBFromQuantizedTransposedFallback",
  int8_prepare_bias: "int8PrepareBiasFallback",
  int8_multiply_and_add_bias: "int8MultiplyAndAddBiasFallback",
  int8_select_columns_of_b: "int8SelectColumnsOfBFallback",
};

globalThis.self = globalThis;
globalThis.location = new URL(`file://${folder}/bergamot-translator-worker.js`);
globalThis.Module = {
  print: (line) => console.error(line),
  printErr: (line) => console.error(line),
  instantiateWasm(info, accept) {
    const entries = Object.entries(GEMM).map(([name, own]) => [
      name,
      (...args) => Module.asm[own](...args),
    ]);
    const wasm = fs.readFileSync(path.join(folder, "bergamot-translator-worker.wasm"));
    WebAssembly.instantiate(wasm, { ...info, wasm_gemm: Object.fromEntries(entries) })
      .then(({ instance }) => accept(instance));
    return {};
  },
  onRuntimeInitialized() {
    const aligned = (file, alignment) => {
      const bytes = file ? fs.readFileSync(file) : Buffer.alloc(0);
      const memory = new Module.AlignedMemory(bytes.length, alignment);
      if (bytes.length) memory.getByteArrayView().set(bytes);
      return memory;
    };
    const vocabs = new Module.AlignedMemoryList();
    for (const file of request.vocabs) vocabs.push_back(aligned(file, 64));
    const service = new Module.BlockingService({ cacheSize: 0 });
    const model = new Module.TranslationModel(
      request.config, aligned(request.model, 256), aligned(request.shortlist, 64), vocabs, null,
    );
    const ask = (options) => {
      const texts = new Module.VectorString();
      const all = new Module.VectorResponseOptions();
      for (const text of request.texts) {
        texts.push_back(text);
        all.push_back(options);
      }
      const started = performance.now();
      const answers = service.translate(model, texts, all);
      const seconds = (performance.now() - started) / 1000;
      return [request.texts.map((_, i) => answers.get(i).getTranslatedText()), seconds];
    };
    const [plain, seconds] = ask({ alignment: false, html: false, qualityScores: false });
    const html = request.scores
      ? ask({ alignment: false, html: true, qualityScores: true })[0]
      : plain;
    const answers = plain.map((text, i) => ({ text, html: html[i] }));
    fs.writeFileSync(1, JSON.stringify({ answers, seconds }));
  },
};
(0, eval)(fs.readFileSync(path.join(folder, "bergamot-translator-worker.js"), "utf-8"));
