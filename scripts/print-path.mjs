console.log(
  `BOOT_PATH=${JSON.stringify({ node: process.version, path: process.env.PATH ?? process.env.Path })}`,
)
