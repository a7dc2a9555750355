/** A bundler puts the style beside the script. */
declare module "*.css";
